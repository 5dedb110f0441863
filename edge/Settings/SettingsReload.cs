using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Edge.FastLane;
using OneLink.Edge.Feed;
using OneLink.Edge.Health;
using OneLink.Edge.Hosting;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Settings;

/// <summary>Reads the settings again and applies those that can change while taps are answered. All or nothing: one bad value, and everything stays as it was.</summary>
internal sealed partial class SettingsReload
{
    /// <summary>What is applied at once; everything else waits for a restart, which costs no request either.</summary>
    private static readonly HashSet<string> Reloadable =
    [
        "ONELINK_LOG_LEVEL",
        "ONELINK_TRUSTED_PROXIES", "ONELINK_COUNTRY_HEADER",
        "ONELINK_PRIVACY_SIGNALS", "ONELINK_OPT_OUT_NETWORKS", "ONELINK_CLICK_ADDRESSES",
        "ONELINK_ADMIN", "ONELINK_ADMIN_PORT", "ONELINK_EDGE_TOKEN",
        "ONELINK_CLICKHOUSE", "ONELINK_CLICKHOUSE_PORT", "ONELINK_CLICKHOUSE_USER", "ONELINK_CLICKHOUSE_PASSWORD",
        "ONELINK_SPOOL_PEOPLE", "ONELINK_SPOOL_OTHERS", "ONELINK_SPOOL_RESERVE",
        "ONELINK_DRAIN_SECONDS",
    ];

    private readonly SettingsSource _source;
    private readonly IServiceProvider _services;
    private readonly ILogger<SettingsReload> _logger;
    private readonly Lock _lock = new();
    private IReadOnlyDictionary<string, string?> _values;

    /// <param name="source">Where settings come from.</param>
    /// <param name="values">What they said at the start.</param>
    /// <param name="services">Whom they concern.</param>
    public SettingsReload(SettingsSource source, IReadOnlyDictionary<string, string?> values, IServiceProvider services)
    {
        _source = source;
        _values = values;
        _services = services;
        _logger = services.GetRequiredService<ILogger<SettingsReload>>();
    }

    public void Run()
    {
        lock (_lock)
        {
            try
            {
                (EdgeOptions options, IReadOnlyDictionary<string, string?> values) = _source.Read();
                string[] changed = [.. values.Keys.Union(_values.Keys, StringComparer.Ordinal).Where(name => values.GetValueOrDefault(name) != _values.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
                Apply(options, changed.Where(Reloadable.Contains).ToHashSet(StringComparer.Ordinal));
                Tell(changed);

                // What waits for a restart stays different from what is in force, and is told of again.
                _values = values.Keys.Union(_values.Keys, StringComparer.Ordinal).ToDictionary(
                    static name => name, name => (Reloadable.Contains(name) ? values : _values).GetValueOrDefault(name), StringComparer.Ordinal);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                LogRefused(e.Message);
            }
        }
    }

    private void Apply(EdgeOptions options, HashSet<string> changed)
    {
        LogLevelSwitch.Level = options.LogLevel;
        _services.GetRequiredService<Drain>().Delay = options.DrainDelay;
        _services.GetRequiredService<ClickSpool>().Disk.Use(options.Spool);
        if (changed.Overlaps(["ONELINK_TRUSTED_PROXIES", "ONELINK_COUNTRY_HEADER"]))
        {
            _services.GetRequiredService<ProxiesInForce>().Use(options.Proxies);
            _services.GetService<FastLaneTransport>()?.Use(options.Proxies);
        }

        if (changed.Overlaps(["ONELINK_PRIVACY_SIGNALS", "ONELINK_OPT_OUT_NETWORKS", "ONELINK_CLICK_ADDRESSES"]))
        {
            _services.GetRequiredService<Redirector>().Use(options.Privacy);
        }

        if (changed.Overlaps(["ONELINK_ADMIN", "ONELINK_ADMIN_PORT", "ONELINK_EDGE_TOKEN"]))
        {
            _services.GetRequiredService<StoreInspection>().Use(options.Token);
            _services.GetRequiredService<AdminAccess>().Use(options.Admin, options.Token);
            _services.GetRequiredService<FeedSubscriber>().Reconnect();
        }

        if (changed.Any(static name => name.StartsWith("ONELINK_CLICKHOUSE", StringComparison.Ordinal)))
        {
            var log = new HostChangeLog(_services.GetRequiredService<ILogger<ClickHouseClient>>());
            var client = new ClickHouseClient(options.ClickHouse with { HostChanged = log.Write }, _services.GetRequiredService<TimeProvider>());
            _services.GetRequiredService<ClickShipper>().Use(new ClickBatchInserter(client));
        }
    }

    private void Tell(string[] changed)
    {
        string applied = string.Join(", ", changed.Where(Reloadable.Contains));
        string waiting = string.Join(", ", changed.Where(static name => !Reloadable.Contains(name)));
        if (applied.Length > 0)
        {
            LogApplied(applied);
        }

        if (waiting.Length > 0)
        {
            LogWaiting(waiting);
        }

        if (changed.Length == 0)
        {
            LogUnchanged();
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Settings changed: {Names}")]
    private partial void LogApplied(string names);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Warning, Message = "Settings changed that wait for a restart: {Names}")]
    private partial void LogWaiting(string names);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "Settings were read again; none has changed")]
    private partial void LogUnchanged();

    [LoggerMessage(EventId = 1203, Level = LogLevel.Error, Message = "The changed settings are refused and those before stay in force: {Reason}")]
    private partial void LogRefused(string reason);
}
