namespace OneLink.Edge.Spool;

/// <summary>What shares a disk budget. Part of segment file names and of the shipping state: never renumber.</summary>
internal enum SpoolStream : byte
{
    /// <summary>People's clicks on links.</summary>
    People = 0,

    /// <summary>Bots, previews, prefetches and orphans.</summary>
    Others = 1,
}
