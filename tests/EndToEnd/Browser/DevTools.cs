using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace OneLink.EndToEnd.Browser;

/// <summary>One connection of the DevTools protocol: numbered calls with their answers, and events in between.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ends = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _calls = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Task? _receiving;
    private int _last;

    private DevTools()
    {
    }

    /// <summary>Session (empty for the browser's own), method and parameters of each event.</summary>
    public ConcurrentQueue<(string Session, string Method, JsonNode Parameters)> Events { get; } = new();

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var connection = new DevTools();
        await connection._socket.ConnectAsync(address, CancellationToken.None);
        connection._receiving = connection.ReceiveAsync();
        return connection;
    }

    public async Task<JsonNode> CallAsync(string session, string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session.Length > 0)
        {
            call["sessionId"] = session;
        }

        Assert.True(await _sending.WaitAsync(Patience), "The browser takes no calls.");
        try
        {
            await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _ends.Token).WaitAsync(Patience);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _receiving!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _ends.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (!_ends.IsCancellationRequested)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), _ends.Token);
            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage)
            {
                continue;
            }

            var node = JsonNode.Parse(message.ToArray())!;
            message.SetLength(0);
            if (node["id"] is { } id)
            {
                if (_calls.TryRemove(id.GetValue<int>(), out var call))
                {
                    if (node["error"] is { } error)
                    {
                        call.SetException(new InvalidOperationException(error.ToJsonString()));
                    }
                    else
                    {
                        call.SetResult(node["result"]!);
                    }
                }
            }
            else
            {
                Events.Enqueue((node["sessionId"]?.GetValue<string>() ?? "", node["method"]!.GetValue<string>(), node["params"]!));
            }
        }
    }
}
