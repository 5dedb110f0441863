using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Stats;

/// <summary>Follows a stream of Server-Sent Events and takes it up again where it broke off.</summary>
internal sealed class LiveReader(ApiConnection connection)
{
    public async IAsyncEnumerable<LiveEvent> ReadAsync(string path, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            using var response = await connection.OpenAsync(
                ApiCall.Get(path) with { Accept = MediaTypes.Events, LastEventId = lastEventId }, cancellationToken).ConfigureAwait(false);
            var events = SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false))
                .EnumerateAsync(cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (await MoveNextAsync(events).ConfigureAwait(false))
                {
                    failures = 0;
                    if (Read(events.Current) is { } read)
                    {
                        lastEventId = read.Id ?? lastEventId;
                        yield return read;
                    }
                }
            }

            // Opening it again has tries of its own; this is for one that opens and breaks off at once.
            await Task.Delay(connection.Backoff.Next(++failures, retryAfter: null)!.Value, connection.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False where the stream has ended or broken off.</summary>
    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return false;
        }
    }

    private static LiveEvent? Read(SseItem<string> item) => item.EventType switch
    {
        "click" => new LiveEvent { Id = item.EventId, Click = JsonSerializer.Deserialize(item.Data, ClientJson.Default.Click) },
        "counters" => new LiveEvent { Counters = JsonSerializer.Deserialize(item.Data, ClientJson.Default.LiveCounters) },
        "skipped" => new LiveEvent { Skipped = JsonSerializer.Deserialize(item.Data, ClientJson.Default.JsonObject)?["clicks"]?.GetValue<long>() ?? 0 },

        // Later servers may say more.
        _ => null,
    };
}
