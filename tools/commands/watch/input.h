/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_INPUT_H
#define PIPESCOPE_INPUT_H

#include "commands/watch/model.h"

/**
 * enum input - what a key asks for, beside what it changed in the model
 * @INPUT_NONE: nothing
 * @INPUT_REFRESH: that everything is read anew
 * @INPUT_REDRAW: that the terminal is sent everything
 * @INPUT_QUIT: the end
 */
enum input {
	INPUT_NONE,
	INPUT_REFRESH,
	INPUT_REDRAW,
	INPUT_QUIT,
};

/**
 * input_key() - do what a key means
 * @model: changed by the key
 * @key: the key, see screen_key()
 *
 * Return: what is left to be done
 */
enum input input_key(struct model *model, int key);

#endif /* PIPESCOPE_INPUT_H */
