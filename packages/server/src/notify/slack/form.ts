import type { CardForm } from '../../domain/channels/card-actions.ts';
import type { ChosenResolution } from '../../domain/incident/resolution.ts';
import { limits } from '../../domain/limits.ts';
import type { Press } from '../channel.ts';
import { plain } from './blocks.ts';

/** What Slack lets somebody write in one field. */
const longest = 3_000;
/** What it shows of a title. */
const longestTitle = 24;

const codes: Record<ChosenResolution, string> = {
  fixed: 'Fixed',
  workaround: 'There is a way around it',
  'no-fault-found': 'No fault found',
  'user-guidance': 'Explained how it works',
  'third-party': 'Fixed by somebody else',
  duplicate: 'Reported before',
};

const readers = {
  internal: 'The service desk',
  public: 'The service desk, and whoever reported it',
};

interface FormWords {
  title: string;
  submit: string;
  blocks: object[];
}

const forms: Record<CardForm, FormWords> = {
  resolve: {
    title: 'Resolve',
    submit: 'Resolve',
    blocks: [
      field('code', 'How it was resolved', chosenOf('static_select', codes)),
      {
        ...field('text', 'What was done', written(limits.resolution.min)),
        hint: plain('Whoever reported it reads this, and is asked whether it is fixed.'),
      },
    ],
  },
  'add-internal-note': {
    title: 'Note on',
    submit: 'Add',
    blocks: [
      field('text', 'Note', written(limits.note.min)),
      field('visibility', 'Who reads it', chosenOf('radio_buttons', readers)),
    ],
  },
};

/** A form as a view of Slack. It carries what the button did that opened it. */
export function viewOf(form: CardForm, { incident, position, posted }: Press): object {
  const { title, submit, blocks } = forms[form];
  return {
    type: 'modal',
    callback_id: form,
    private_metadata: JSON.stringify({ incident, position, posted }),
    title: plain(`${title} ${incident}`.slice(0, longestTitle)),
    submit: plain(submit),
    close: plain('Cancel'),
    blocks,
  };
}

/** What was entered is found by the name of the field, and by `value`. */
function field(name: string, label: string, element: object) {
  return {
    type: 'input',
    block_id: name,
    label: plain(label),
    element: { ...element, action_id: 'value' },
  };
}

function written(min: number) {
  return { type: 'plain_text_input', multiline: true, min_length: min, max_length: longest };
}

/** Of several the first is chosen from the beginning. */
function chosenOf(type: 'static_select' | 'radio_buttons', words: Record<string, string>) {
  const options = Object.entries(words).map(([value, text]) => ({ text: plain(text), value }));
  return { type, options, initial_option: options[0] };
}
