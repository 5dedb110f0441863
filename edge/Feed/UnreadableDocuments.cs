using System.Globalization;

namespace OneLink.Edge.Feed;

/// <summary>
/// Ids and versions of documents that this binary could not read, kept in a file: a newer binary that finds one it can
/// read takes a snapshot instead of going on behind them.
/// </summary>
internal sealed class UnreadableDocuments
{
    private readonly string _path;
    private readonly SortedDictionary<ulong, uint> _versions = [];

    public UnreadableDocuments(string path)
    {
        _path = path;
        if (!File.Exists(path))
        {
            return;
        }

        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split('\t');
            if (fields.Length == 2 && ulong.TryParse(fields[0], out ulong id) && uint.TryParse(fields[1], out uint version))
            {
                _versions[id] = version;
            }
        }
    }

    public int Count => _versions.Count;

    /// <summary>Whether one of them can be read by a binary that knows <paramref name="version"/>.</summary>
    public bool AnyReadable(uint version) => _versions.Values.Any(v => v <= version && v != 0);

    /// <summary>Remembers a document. One that is broken in a known version is remembered under version 0: no upgrade mends it, a change of the link does.</summary>
    public void Add(ulong id, uint version)
    {
        uint remembered = version <= Shared.Feed.FeedFormat.DocumentVersion ? 0 : version;
        if (!_versions.TryGetValue(id, out uint known) || known != remembered)
        {
            _versions[id] = remembered;
            Save();
        }
    }

    public void Remove(ulong id)
    {
        if (_versions.Remove(id))
        {
            Save();
        }
    }

    public void Clear()
    {
        if (_versions.Count > 0)
        {
            _versions.Clear();
            Save();
        }
    }

    private void Save()
    {
        string fresh = _path + ".new";
        File.WriteAllLines(fresh, _versions.Select(static v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}\t{v.Value}")));
        File.Move(fresh, _path, overwrite: true);
    }
}
