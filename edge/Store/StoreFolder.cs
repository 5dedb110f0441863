namespace OneLink.Edge.Store;

/// <summary>
/// The folder of the link store. Its name holds the layout of what is in it (<see cref="Shared.Routing.CompiledLink"/>, keys
/// and their hash): a build of another layout starts with an empty store and takes a snapshot, in either direction.
/// </summary>
internal static class StoreFolder
{
    public const string Name = "links-4";

    /// <summary>What is kept for edges that follow this one (<see cref="Relay.RelayStore"/>); the number changes with the keys and their hash.</summary>
    public const string RelayName = "relay-1";

    /// <summary>What earlier builds used: room on the disk that nobody would give back.</summary>
    private static readonly string[] Former = ["links", "links-3"];

    /// <summary>Deletes what earlier builds left in the edge's folder. None of them may run on it any more.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public static void DeleteFormer(string edgeFolder)
    {
        foreach (string path in Former.Select(name => Path.Combine(edgeFolder, name)).Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
