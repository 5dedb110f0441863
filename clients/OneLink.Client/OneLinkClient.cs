using OneLink.Client.Audit;
using OneLink.Client.DeepLinks;
using OneLink.Client.Domains;
using OneLink.Client.Events;
using OneLink.Client.Feeds;
using OneLink.Client.Http;
using OneLink.Client.Jobs;
using OneLink.Client.Keys;
using OneLink.Client.Links;
using OneLink.Client.Opens;
using OneLink.Client.Privacy;
using OneLink.Client.Safety;
using OneLink.Client.Sessions;
using OneLink.Client.Stats;

namespace OneLink.Client;

/// <summary>The OneLink API with the credentials of one key. One instance serves a whole program, from any thread.</summary>
/// <remarks>Every method throws an <see cref="Problems.OneLinkException"/> where the server answers with a problem.</remarks>
public sealed class OneLinkClient : IDisposable
{
    private readonly ApiConnection _connection;

    /// <param name="options">Which server, as whom.</param>
    /// <param name="http">Carries the calls and stays the caller's own; null for one of this client's.</param>
    /// <param name="clock">Waits between tries; null for the system's.</param>
    /// <param name="jitter">A number from 0 up to 1, for waits between tries; null for random ones.</param>
    public OneLinkClient(OneLinkClientOptions options, HttpClient? http = null, TimeProvider? clock = null, Func<double>? jitter = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _connection = new ApiConnection(options, http, clock ?? TimeProvider.System, jitter ?? Backoff.RandomShare);
        Links = new LinksClient(_connection);
        Jobs = new JobsClient(_connection);
        Domains = new DomainsClient(_connection);
        DeniedHosts = new DeniedHostsClient(_connection);
        DeepLinks = new DeepLinksClient(_connection);
        Keys = new KeysClient(_connection);
        Sessions = new SessionsClient(_connection);
        Audit = new AuditClient(_connection);
        Stats = new StatsClient(_connection);
        Events = new EventsClient(_connection);
        Feeds = new FeedsClient(_connection);
        Opens = new OpensClient(_connection);
        Privacy = new PrivacyClient(_connection);
    }

    public LinksClient Links { get; }

    public JobsClient Jobs { get; }

    public DomainsClient Domains { get; }

    public DeniedHostsClient DeniedHosts { get; }

    public DeepLinksClient DeepLinks { get; }

    public KeysClient Keys { get; }

    public SessionsClient Sessions { get; }

    public AuditClient Audit { get; }

    public StatsClient Stats { get; }

    public EventsClient Events { get; }

    public FeedsClient Feeds { get; }

    public OpensClient Opens { get; }

    public PrivacyClient Privacy { get; }

    /// <summary>The limit of requests as the last answer that spoke of it told; null before.</summary>
    public RateLimit? RateLimit => _connection.RateLimit;

    public void Dispose() => _connection.Dispose();
}
