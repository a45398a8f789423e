import { define } from '../base/define.ts';
import { KnowledgeArticle } from './knowledge-article.ts';

define('knowledge-article', KnowledgeArticle);
