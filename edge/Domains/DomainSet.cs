using OneLink.Edge.Store;

namespace OneLink.Edge.Domains;

/// <summary>An immutable set of domains; a request sees one of them from start to end.</summary>
internal sealed class DomainSet
{
    public static readonly DomainSet Empty = new([]);

    private readonly Dictionary<byte[], Domain> _byHost;
    private readonly Dictionary<byte[], Domain>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Domain? _fallback;

    public DomainSet(IEnumerable<Domain> domains)
    {
        _byHost = new Dictionary<byte[], Domain>(new BytesComparer());
        foreach (Domain domain in domains)
        {
            _byHost[domain.Host] = domain;
            _fallback = domain.IsFallback ? domain : _fallback;
        }

        _lookup = _byHost.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _byHost.Count;

    /// <summary>The domain of a normalised host, else the one that serves unknown hosts, else null.</summary>
    public Domain? Find(ReadOnlySpan<byte> host) => _lookup.TryGetValue(host, out Domain? domain) ? domain : _fallback;
}
