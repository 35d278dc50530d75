"""Lists of the Bureau of Industry and Security that it publishes as files of their own."""
