using OneLink.Admin.Hosting;
using OneLink.Shared.Links;

namespace OneLink.Admin.Safety;

/// <summary>
/// The installation's list of denied hosts: a file with a host a line, <c>#</c> before remarks, read at start and again when
/// it changes. A file that is gone leaves the list as it was, so that replacing it lifts nothing for a moment; an empty one
/// lifts all.
/// </summary>
internal sealed partial class DeniedHostsFile(
    DeniedHostList list, DeniedHosts denied, AdminSettings settings, TimeProvider clock, ILogger<DeniedHostsFile> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private (long Length, DateTime Written) _seen;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await denied.RefreshAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Reads the file if it is another one than before.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(settings.DeniedHostsFile);
            if (!file.Exists || (file.Length, file.LastWriteTimeUtc) == _seen)
            {
                return;
            }

            var seen = (file.Length, file.LastWriteTimeUtc);
            var hosts = Hosts(await File.ReadAllLinesAsync(file.FullName, cancellationToken));
            var (added, removed) = await list.ReplaceAsync(accountId: null, actor: null, hosts, cancellationToken);
            _seen = seen;
            LogRead(hosts.Count, file.FullName, added, removed);
        }
#pragma warning disable CA1031 // A disk or a database that is away for a while must not end the reading.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(settings.DeniedHostsFile, exception.Message);
        }
    }

    private HashSet<string> Hosts(IEnumerable<string> lines)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in lines.Index())
        {
            var text = line.Split('#', 2)[0].Trim();
            if (text.Length > 0 && HostName.TryNormalize(text, out var host, out _))
            {
                hosts.Add(host);
            }
            else if (text.Length > 0)
            {
                LogNoHost(settings.DeniedHostsFile, index + 1, text);
            }
        }

        return hosts;
    }

    [LoggerMessage(EventId = 1311, Level = LogLevel.Information, Message = "{Count} denied hosts in {File}: {Added} new, {Removed} lifted")]
    private partial void LogRead(int count, string file, int added, int removed);

    [LoggerMessage(EventId = 1312, Level = LogLevel.Warning, Message = "{File} line {Line} is no host and denies nothing: {Text}")]
    private partial void LogNoHost(string file, int line, string text);

    [LoggerMessage(EventId = 1313, Level = LogLevel.Warning, Message = "{File} could not be applied; going on with the list there was: {Reason}")]
    private partial void LogFailed(string file, string reason);
}
