using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Live;

/// <summary>
/// Writes Server-Sent Events: <c>click</c> for each request, <c>counters</c> with the sums since the stream was opened, at
/// most once a second and only when they change, <c>skipped</c> where the reader was too slow.
/// </summary>
internal sealed class LiveStream(PipeWriter output, StatsNames names)
{
    private LiveCounts _counts;
    private bool _hasNews;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        // Clients wait this long before they connect again; proxies hold back what they take for the beginning of a page.
        Text("retry: 2000\n\n");
        Counters();
        await output.FlushAsync(cancellationToken);
    }

    public async Task ClicksAsync(IReadOnlyList<LiveClick> clicks, CancellationToken cancellationToken)
    {
        await names.LearnNextAsync(clicks.Select(Number), cancellationToken);
        foreach (var click in clicks)
        {
            _counts = _counts.With(LiveCounts.Of(click.Kind));
            _hasNews = true;
            Text($"event: click\nid: {new LivePosition(click.ReceivedAt, click.Id)}\ndata: ");
            Data(json => Write(json, click));
        }

        await output.FlushAsync(cancellationToken);
    }

    /// <summary>What there is to say once a second; a comment where there is nothing, so that a dead connection is noticed.</summary>
    public async Task TickAsync(LiveCounts skipped, CancellationToken cancellationToken)
    {
        if (skipped.All > 0)
        {
            Text("event: skipped\ndata: ");
            Data(json => json.WriteNumber("clicks", skipped.All));
            _counts = _counts.With(skipped);
            _hasNews = true;
        }

        if (_hasNews)
        {
            Counters();
        }
        else
        {
            Text(":\n\n");
        }

        _hasNews = false;
        await output.FlushAsync(cancellationToken);
    }

    private void Counters()
    {
        Text("event: counters\ndata: ");
        Data(json =>
        {
            json.WriteNumber("clicks", _counts.Clicks);
            json.WriteNumber("bots", _counts.Bots);
            json.WriteNumber("prefetches", _counts.Prefetches);
        });
    }

    private void Write(Utf8JsonWriter json, LiveClick click)
    {
        json.WriteString("id", click.Id);
        json.WriteString("time", StatsTime.Format(click.Time, TimeZoneInfo.Utc));
        json.WriteString("linkId", new LinkId((long)click.LinkId).ToString());
        json.WriteString("link", names.Of(ClickDimension.Link, Number(click)));
        json.WriteString("kind", click.Kind);
        json.WriteString("trigger", click.Trigger);
        json.WriteString("destination", click.Destination);
        Known("platform", click.Platform);
        Known("deviceClass", click.DeviceClass);
        Known("browser", click.Browser);
        Known("inApp", click.InApp);
        Known("country", click.Country);
        Known("referrer", click.Referrer);
        Known("rule", click.Rule);
        Known("variant", click.Variant);

        void Known(string name, string value) => json.WriteString(name, value.Length == 0 ? null : value);
    }

    private void Data(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, StatsJson.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        Text("\n\n");
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);

    private static string Number(LiveClick click) => click.LinkId.ToString(CultureInfo.InvariantCulture);
}
