using System.Globalization;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>One listener of <c>GET /stats/live</c>, on a connection of its own.</summary>
/// <param name="latencies">Of all listeners: from a tap, by the click's own time, until it was heard.</param>
internal sealed class LiveEar(LatencyHistogram latencies)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);

    /// <summary>Done with the first event.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Different clicks; minus one for each that was heard twice.</summary>
    public int Clicks { get; private set; }

    public long Skipped { get; private set; }

    public async Task ListenAsync(Installation installation, string path, CancellationToken cancellationToken)
    {
        try
        {
            using StreamReader lines = await installation.OpenAsync(path, cancellationToken);
            string name = "";
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line[7..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    Hear(name, line[6..]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the measurement.
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            _opened.TrySetException(failure);
        }
    }

    private void Hear(string name, string data)
    {
        _opened.TrySetResult();
        using JsonDocument json = JsonDocument.Parse(data);
        if (name == "click")
        {
            DateTimeOffset time = DateTimeOffset.Parse(json.RootElement.GetProperty("time").GetString()!, CultureInfo.InvariantCulture);
            latencies.Record(TimeProvider.System.GetUtcNow() - time);
            Clicks += _heard.Add(json.RootElement.GetProperty("id").GetString()!) ? 1 : -1;
        }
        else if (name == "skipped")
        {
            Skipped += json.RootElement.GetProperty("clicks").GetInt64();
        }
    }
}
