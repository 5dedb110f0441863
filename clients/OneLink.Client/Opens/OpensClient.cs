using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Opens;

/// <summary>For apps, which can keep no secret: these calls carry no credentials.</summary>
public sealed class OpensClient
{
    private readonly ApiConnection _connection;

    internal OpensClient(ApiConnection connection) => _connection = connection;

    /// <summary>Asks which tap led to the app. A tap is told of once: after a broken connection this is not repeated.</summary>
    public Task<Opening> OpenAsync(OpenInput opened, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Post("/open", opened, ClientJson.Default.OpenInput) with { IdempotencyKey = null, IsPublic = true }, ClientJson.Default.Opening, cancellationToken);
}
