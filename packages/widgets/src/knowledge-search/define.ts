import { define } from '../base/define.ts';
import { KnowledgeSearch } from './knowledge-search.ts';

define('knowledge-search', KnowledgeSearch);
