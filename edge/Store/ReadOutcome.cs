namespace OneLink.Edge.Store;

/// <summary>What looking up a key came to.</summary>
internal enum ReadOutcome
{
    NotFound,
    Found,

    /// <summary>The record is on disk and has been asked for; the same read finds it once <see cref="LinkReader.CollectArrived"/> says so.</summary>
    OnDisk,
}
