using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>
/// <c>ONELINK_LOAD_SOCKETS</c> (default 2,000) subscribers of one account on <c>/cable</c>: how long it takes until the last
/// of them has heard of a new contact, and what they take of the admin's memory.
/// </summary>
internal sealed class CableScenario(Installation installation, int sockets)
{
    private const int Rounds = 100;
    private const int OpenedAtOnce = 50;

    private readonly List<ClientWebSocket> _sockets = [];
    private readonly LatencyHistogram _heard = new();
    private readonly LatencyHistogram _heardByAll = new();

    public static async Task<bool> RunAsync(Installation installation)
        => await new CableScenario(
            installation,
            int.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_SOCKETS"), CultureInfo.InvariantCulture, out int given) ? given : 2_000).RunAsync();

    private async Task<bool> RunAsync()
    {
        await using var admin = ResidentMemory.Of(installation.DataFolder, "admin");
        await Task.Delay(500);
        long before = admin.MostMiB;
        string identifier = await installation.RoomAsync();
        var watch = Stopwatch.StartNew();
        foreach (int[] some in Enumerable.Range(0, sockets).Chunk(OpenedAtOnce))
        {
            _sockets.AddRange(await Task.WhenAll(some.Select(_ => OpenAsync(identifier))));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sockets} sockets subscribed in {watch.Elapsed.TotalSeconds:F1} s; admin {before} MiB before, at most {admin.MostMiB} MiB by now"));
        for (int round = 0; round < Rounds; round++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Listener {Guid.NewGuid():N}");
            watch.Restart();
            Task<TimeSpan[]> hearing = Task.WhenAll(_sockets.Select(socket => HearAsync(socket, name, watch)));
            await installation.CreateContactAsync(name);
            foreach (TimeSpan after in await hearing)
            {
                _heard.Record(after);
            }

            _heardByAll.Record(watch.Elapsed);
        }

        Show("from the call to each of them", _heard);
        Show("from the call to the last of them", _heardByAll);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_heard.Count} events heard of {(long)sockets * Rounds}; most memory of the admin {admin.MostMiB} MiB"));
        _sockets.ForEach(socket => socket.Dispose());
        return _heard.Count == (long)sockets * Rounds;
    }

    private async Task<ClientWebSocket> OpenAsync(string identifier)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(installation.CableAddress, CancellationToken.None);
        string command = JsonSerializer.Serialize(new { command = "subscribe", identifier });
        await socket.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await UntilAsync(socket, "confirm_subscription");
        return socket;
    }

    private static async Task<TimeSpan> HearAsync(ClientWebSocket socket, string name, Stopwatch watch)
    {
        await UntilAsync(socket, name);
        return watch.Elapsed;
    }

    /// <summary>Reads on until a frame holds the text.</summary>
    private static async Task UntilAsync(ClientWebSocket socket, string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        byte[] buffer = new byte[8 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The server has closed a socket.");
            }

            if (buffer.AsSpan(0, part.Count).IndexOf(wanted) >= 0)
            {
                return;
            }
        }
    }

    private static void Show(string name, LatencyHistogram latencies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: p50 {latencies.Percentile(50).TotalMilliseconds:F1} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F1} ms, max {latencies.Percentile(100).TotalMilliseconds:F1} ms"));
}
