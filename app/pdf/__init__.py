"""Facts and pictures of PDF pages, made in a child process with limits."""
