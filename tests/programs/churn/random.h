/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef RANDOM_H
#define RANDOM_H

/**
 * struct random - a sequence of numbers (splitmix64)
 * @state: where in it
 */
struct random {
	unsigned long long state;
};

static inline unsigned long long random_next(struct random *random)
{
	unsigned long long z = random->state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

static inline unsigned int random_below(struct random *random, unsigned int limit)
{
	return random_next(random) % limit;
}

/* A sequence of its own for each (seed, a, b). */
static inline struct random random_for(unsigned long long seed, unsigned long long a,
				       unsigned long long b)
{
	struct random random = { .state = seed };

	random.state = random_next(&random) ^ a;
	random.state = random_next(&random) ^ b;
	random_next(&random);
	return random;
}

#endif
