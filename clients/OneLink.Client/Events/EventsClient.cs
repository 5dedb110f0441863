using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Events;

/// <summary>Conversions.</summary>
public sealed class EventsClient
{
    private readonly ApiConnection _connection;

    internal EventsClient(ApiConnection connection) => _connection = connection;

    public Task<AcceptedEvent> CreateAsync(EventInput conversion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        var call = ApiCall.Post("/events", conversion, ClientJson.Default.EventInput);

        // The server takes header and field for one key, which must not differ.
        call = conversion.IdempotencyKey is { } key ? call with { IdempotencyKey = key } : call;
        return _connection.SendAsync(call, ClientJson.Default.AcceptedEvent, cancellationToken);
    }
}
