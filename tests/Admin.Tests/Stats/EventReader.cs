using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Stats;

/// <summary>Reads Server-Sent Events from an open response.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<EventReader> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event of this name; others are left out.</summary>
    public async Task<(string Id, JsonNode Data)> NextAsync(string name)
    {
        while (true)
        {
            var (current, id, data) = await NextAsync();
            if (current == name)
            {
                return (id, data);
            }
        }
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<(string Name, string Id, JsonNode Data)> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var (current, id) = ("", "");
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 2)..]);
            switch (field)
            {
                case "event":
                    current = value;
                    break;
                case "id":
                    id = value;
                    break;
                case "data":
                    return (current, id, JsonNode.Parse(value)!);
                default:
                    break;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
