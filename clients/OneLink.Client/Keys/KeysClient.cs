using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Keys;

/// <summary>API keys of the account.</summary>
public sealed class KeysClient
{
    private const string Root = "/keys";

    private readonly ApiConnection _connection;

    internal KeysClient(ApiConnection connection) => _connection = connection;

    /// <summary>Makes a key; the answer shows its secret, once.</summary>
    public Task<ApiKey> CreateAsync(ApiKeyInput key, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Post(Root, key, ClientJson.Default.ApiKeyInput), ClientJson.Default.ApiKey, cancellationToken);

    public IAsyncEnumerable<ApiKey> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(Root, Query.Empty, ClientJson.Default.PageApiKey, cancellationToken);

    public Task<ApiKey> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get(PathOf(id)), ClientJson.Default.ApiKey, cancellationToken);

    /// <summary>Holds from the next request on.</summary>
    public Task<ApiKey> UpdateAsync(string id, ApiKeyPatch patch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return _connection.SendAsync(ApiCall.Patch(PathOf(id), patch.Fields, ClientJson.Default.JsonObject), ClientJson.Default.ApiKey, cancellationToken);
    }

    public Task RevokeAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete(PathOf(id)), cancellationToken);

    /// <summary>Gives the key a new secret.</summary>
    /// <param name="id">Of the key.</param>
    /// <param name="grace">How long the old secret goes on, in whole seconds.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ApiKey> RotateAsync(string id, TimeSpan grace = default, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post(PathOf(id) + "/rotate", new ApiKeyRotation((int)grace.TotalSeconds), ClientJson.Default.ApiKeyRotation),
            ClientJson.Default.ApiKey,
            cancellationToken);

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
