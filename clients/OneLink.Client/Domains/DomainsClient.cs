using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Domains;

/// <summary>Domains of short links, by host or id.</summary>
public sealed class DomainsClient
{
    private const string Root = "/domains";

    private readonly ApiConnection _connection;

    internal DomainsClient(ApiConnection connection) => _connection = connection;

    public IAsyncEnumerable<Domain> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(Root, Query.Empty, ClientJson.Default.PageDomain, cancellationToken);

    public Task<Domain> CreateAsync(DomainInput domain, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Post(Root, domain, ClientJson.Default.DomainInput), ClientJson.Default.Domain, cancellationToken);

    public Task<Domain> GetAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get(PathOf(name)), ClientJson.Default.Domain, cancellationToken);

    public Task<Domain> UpdateAsync(string name, DomainPatch patch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return _connection.SendAsync(ApiCall.Patch(PathOf(name), patch.Fields, ClientJson.Default.JsonObject), ClientJson.Default.Domain, cancellationToken);
    }

    /// <summary>Looks for the proof of control now.</summary>
    public Task<Domain> VerifyAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Post(PathOf(name) + "/verify"), ClientJson.Default.Domain, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete(PathOf(name)), cancellationToken);

    private static string PathOf(string name) => $"{Root}/{Uri.EscapeDataString(name)}";
}
