namespace OneLink.Edge.Spool;

/// <summary>What a batch takes from one chain: from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
internal readonly record struct ShippingRange(SpoolStream Stream, int Lane, SpoolPosition From, SpoolPosition To);
