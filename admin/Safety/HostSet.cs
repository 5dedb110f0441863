using System.Collections.Frozen;

namespace OneLink.Admin.Safety;

/// <summary>Hosts with everything below them.</summary>
internal sealed class HostSet
{
    private readonly FrozenSet<string> _hosts;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="hosts">As <see cref="Shared.Links.HostName"/> stores them.</param>
    public HostSet(IEnumerable<string> hosts)
    {
        _hosts = hosts.ToFrozenSet(StringComparer.Ordinal);
        _lookup = _hosts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _hosts.Count;

    /// <summary>The entry that the host is, or is below of.</summary>
    public string? RuleFor(ReadOnlySpan<char> host)
    {
        while (!host.IsEmpty)
        {
            if (_lookup.TryGetValue(host, out var rule))
            {
                return rule;
            }

            var dot = host.IndexOf('.');
            host = dot < 0 ? [] : host[(dot + 1)..];
        }

        return null;
    }
}
