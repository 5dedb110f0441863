using OneLink.Shared.Links;

namespace OneLink.Edge.Domains;

/// <summary>
/// Finds the domain of a <c>Host</c> header, remembering the last one: most edges serve few hosts, and normalising one
/// costs as much as looking up a link (90 ns). One thread at a time.
/// </summary>
internal sealed class LastDomain
{
    private readonly byte[] _header = new byte[HostName.MaxLength];
    private int _length = -1;
    private DomainSet? _set;
    private Domain? _domain;

    /// <param name="all">The domains of this moment.</param>
    /// <param name="header">The header as received.</param>
    /// <returns>The domain, else the one that serves unknown hosts, else null.</returns>
    public Domain? Find(DomainSet all, ReadOnlySpan<byte> header)
    {
        if (ReferenceEquals(all, _set) && header.Length == _length && header.SequenceEqual(_header.AsSpan(0, _length)))
        {
            return _domain;
        }

        Span<byte> host = stackalloc byte[HostName.MaxLength];
        Domain? domain = HostName.TryNormalize(header, host, out int hostLength) ? all.Find(host[..hostLength]) : all.Find(default);
        if (header.TryCopyTo(_header))
        {
            (_set, _domain, _length) = (all, domain, header.Length);
        }

        return domain;
    }
}
