namespace OneLink.Admin.Feed;

/// <summary>How far a snapshot came that was cut off.</summary>
/// <param name="Sequence">At which it began.</param>
/// <param name="LinkId">Links up to this one have come.</param>
internal readonly record struct SnapshotPlace(long Sequence, long LinkId);
