using System.Net;

namespace OneLink.Admin.Outbound;

/// <summary>Addresses of host names.</summary>
internal interface IHostResolver
{
    /// <summary>Every address of the host; none where it has none or nobody knows it.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
