using System.Buffers;
using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links.Denied;

/// <summary>
/// Finds out quickly that a stored link cannot lead to one of some hosts: looks at what follows each <c>://</c> of its
/// columns, without reading their JSON. Notes and pictures are taken for destinations; who finds one reads the link.
/// </summary>
internal sealed class DeniedHostScan(HostSet hosts)
{
    private const string AuthorityStart = "://";

    private static readonly SearchValues<char> AuthorityEnd = SearchValues.Create("/?#\"\\ ");

    public bool MayLeadThere(string text)
    {
        for (var at = text.IndexOf(AuthorityStart, StringComparison.Ordinal); at >= 0; at = text.IndexOf(AuthorityStart, at, StringComparison.Ordinal))
        {
            at += AuthorityStart.Length;
            var end = text.AsSpan(at).IndexOfAny(AuthorityEnd);
            if (HostName.TryNormalize(end < 0 ? text[at..] : text.Substring(at, end), out var host, out _) && hosts.RuleFor(host) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
