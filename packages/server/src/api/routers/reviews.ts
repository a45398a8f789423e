import { moveReview, writeReview } from '../../operations/reviews/change-review.ts';
import { listReviews, listReviewsInput, readReview } from '../../operations/reviews/read-review.ts';
import {
  decideReviewInput,
  readReviewInput,
  writeReviewInput,
} from '../../operations/reviews/review-input.ts';
import { procedure, router } from '../trpc.ts';

export const reviews = router({
  list: procedure('problem:read')
    .input(listReviewsInput)
    .query(({ ctx, input }) => listReviews(ctx, input)),
  get: procedure('problem:read')
    .input(readReviewInput)
    .query(({ ctx, input }) => readReview(ctx, input)),
  write: procedure('problem:work')
    .input(writeReviewInput)
    .mutation(({ ctx, input }) => writeReview(ctx, input)),
  decide: procedure('problem:work')
    .input(decideReviewInput)
    .mutation(({ ctx, input }) => moveReview(ctx, input)),
});
