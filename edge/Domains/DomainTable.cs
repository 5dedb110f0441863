using System.Text;
using Google.Protobuf;
using OneLink.Edge.AppLinks;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Domains;

/// <summary>
/// The domains of this edge. Changes come from the feed, one thread; requests read <see cref="Current"/>. Kept in a small
/// file of their own, since each of them is read on every request and none may wait for the disk.
/// </summary>
internal sealed class DomainTable
{
    private readonly string _path;
    private readonly SortedDictionary<ulong, FeedEntry> _entries = [];
    private volatile DomainSet _current;

    /// <summary>Reads the domains that an earlier process saved.</summary>
    /// <exception cref="InvalidProtocolBufferException">The file is damaged.</exception>
    public DomainTable(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            using FileStream file = File.OpenRead(path);
            while (file.Position < file.Length)
            {
                FeedEntry entry = FeedEntry.Parser.ParseDelimitedFrom(file);
                _entries[entry.Id] = entry;
            }
        }

        _current = Build();
    }

    public DomainSet Current => _current;

    /// <summary>Every domain as the feed brought it, without the sequence with which it did.</summary>
    public IReadOnlyList<FeedEntry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries.Values.Select(static entry =>
                {
                    FeedEntry copy = entry.Clone();
                    copy.Sequence = 0;
                    return copy;
                })];
            }
        }
    }

    /// <summary>Applies a domain entry of the feed and saves the table before returning.</summary>
    public void Apply(FeedEntry entry)
    {
        lock (_entries)
        {
            if (entry.Deleted)
            {
                _entries.Remove(entry.Id);
            }
            else
            {
                _entries[entry.Id] = entry.Clone();
            }
        }

        Publish();
    }

    /// <summary>Keeps only the domains that a snapshot mentioned.</summary>
    public void RetainOnly(IReadOnlySet<ulong> ids)
    {
        lock (_entries)
        {
            foreach (ulong id in _entries.Keys.Where(id => !ids.Contains(id)).ToList())
            {
                _entries.Remove(id);
            }
        }

        Publish();
    }

    private void Publish()
    {
        string fresh = _path + ".new";
        using (FileStream file = File.Create(fresh))
        {
            foreach (FeedEntry entry in _entries.Values)
            {
                entry.WriteDelimitedTo(file);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
        _current = Build();
    }

    /// <summary>A domain whose document is newer than this edge is left out: its links answer as an unknown host until the edge is upgraded.</summary>
    private DomainSet Build() => new(_entries.Values.Where(static e => e.Version <= FeedFormat.DocumentVersion).Select(static e => ToDomain(e)));

    private static Domain ToDomain(FeedEntry entry)
    {
        DomainDocument document = DomainDocument.Parser.ParseFrom(entry.Document);
        return new Domain
        {
            Id = (uint)entry.Id,
            AccountId = document.AccountId,
            Host = Encoding.ASCII.GetBytes(document.Host),
            CaseSensitive = document.CaseSensitive,
            RootUrl = Encoding.ASCII.GetBytes(document.RootUrl),
            NotFoundUrl = Encoding.ASCII.GetBytes(document.NotFoundUrl),
            ExpiredUrl = Encoding.ASCII.GetBytes(document.ExpiredUrl),
            IsFallback = document.Fallback,
            Robots = RobotsFile.Write(document),
            AppleApps = document.Apple is { } apple ? AppleAppsFile.Write(apple) : [],
            AndroidApps = document.Android is { } android ? AndroidAppsFile.Write(android) : [],
        };
    }
}
