namespace OneLink.Edge.Store;

/// <summary>How far the store follows the feed. Kept in the checkpoint, so that it is never ahead of the links.</summary>
/// <param name="Sequence">Last applied sequence of the feed; 0 before the first snapshot.</param>
/// <param name="Generation">Mark of the links that belong to the present snapshot (<see cref="Shared.Routing.CompiledLink.GenerationOf"/>).</param>
/// <param name="Scope">Fingerprint of the accounts whose links they are (<see cref="Shared.Feed.FeedScope"/>); 0 for all.</param>
internal readonly record struct StoreCursor(ulong Sequence, byte Generation, ulong Scope = 0);
