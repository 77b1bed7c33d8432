"""A corpus annotated once, shard by shard, into a folder of tables that every question is answered from."""
