namespace OneLink.Edge.Feed;

/// <summary>How far the download of a snapshot has come.</summary>
/// <param name="Sequence">At which it began.</param>
/// <param name="Scope">Fingerprint of the accounts that it holds.</param>
/// <param name="Origin">Who knows what the place means.</param>
/// <param name="Place">Everything up to it is in the store; 0 before the first mark.</param>
internal sealed record SnapshotProgress(ulong Sequence, ulong Scope, ulong Origin, ulong Place);
