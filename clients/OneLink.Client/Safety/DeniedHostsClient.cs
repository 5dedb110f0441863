using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Safety;

/// <summary>Hosts that the account's links may not lead to; the installation has a list of its own beside it.</summary>
public sealed class DeniedHostsClient
{
    private const string Root = "/safety/denied-hosts";

    private readonly ApiConnection _connection;

    internal DeniedHostsClient(ApiConnection connection) => _connection = connection;

    /// <summary>By host.</summary>
    public IAsyncEnumerable<DeniedHost> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(Root, Query.Empty, ClientJson.Default.PageDeniedHost, cancellationToken);

    /// <summary>New links may not lead there, and links that do are stopped.</summary>
    /// <param name="hosts">Each with everything below it; at most 10,000 together with those there are.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<DeniedHostsChange> AddAsync(IReadOnlyCollection<string> hosts, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post(Root, new DeniedHostsInput(hosts), ClientJson.Default.DeniedHostsInput), ClientJson.Default.DeniedHostsChange, cancellationToken);

    /// <summary>Makes these the list. Links to hosts that are no longer on it go on.</summary>
    public Task<DeniedHostsChange> ReplaceAsync(IReadOnlyCollection<string> hosts, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Put(Root, new DeniedHostsInput(hosts), ClientJson.Default.DeniedHostsInput), ClientJson.Default.DeniedHostsChange, cancellationToken);

    /// <summary>Allows a host again: links that lead there go on.</summary>
    public Task DeleteAsync(string host, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete($"{Root}/{Uri.EscapeDataString(host)}"), cancellationToken);
}
