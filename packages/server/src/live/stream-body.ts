import type { Bytes } from './messages.ts';
import { longestQueue, type StreamSink, type Subscriber } from './subscriber.ts';

/**
 * A stream as the body of a Response, where there is no socket to write to.
 * @throws what opening it throws
 */
export function streamBody(open: (sink: StreamSink) => Subscriber): ReadableStream<Bytes> {
  let subscriber: Subscriber;
  return new ReadableStream<Bytes>(
    {
      start(controller) {
        subscriber = open({
          write(bytes) {
            controller.enqueue(bytes);
            return longestQueue - (controller.desiredSize ?? longestQueue);
          },
          end: () => controller.close(),
          fail: (error) => controller.error(error),
        });
      },
      cancel: () => subscriber.left(),
    },
    { highWaterMark: longestQueue, size: (bytes) => bytes.byteLength },
  );
}
