using System.Net.Http.Headers;
using Google.Protobuf;
using OneLink.Edge.Relay;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;

namespace OneLink.Edge.Feed;

/// <summary>Tells the admin every few seconds how this edge stands, and those that follow it. Nothing depends on it: a report that fails is not made up for.</summary>
internal sealed class FeedReporter(
    AdminAccess admin, EdgeInstance instance, StoreReadiness links, ClickShipper shipper, TimeProvider clock, RelayReports? behind) : BackgroundService
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FeedFormat.HeartbeatInterval, clock);
        try
        {
            do
            {
                await TryReportAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryReportAsync(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(AnswerLimit);
        var reports = new EdgeReports();
        reports.Reports.Add(new EdgeReport
        {
            Instance = instance.Id,
            Host = instance.Host,
            Version = EdgeInstance.Version,
            Sequence = links.Sequence,
            SpoolBytes = (ulong)Enum.GetValues<SpoolStream>().Sum(shipper.BacklogBytes),
        });
        reports.Reports.AddRange(behind?.Recent() ?? []);
        try
        {
            using var content = new ByteArrayContent(reports.ToByteArray()) { Headers = { ContentType = new MediaTypeHeaderValue(FeedFormat.ContentType) } };
            using HttpResponseMessage answer = await admin.Client.PostAsync("internal/feed/reports", content, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
        {
            // The subscriber says that the admin is away.
        }
    }
}
