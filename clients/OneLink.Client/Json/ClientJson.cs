using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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
using OneLink.Client.Problems;
using OneLink.Client.Safety;
using OneLink.Client.Sessions;
using OneLink.Client.Stats;

namespace OneLink.Client.Json;

/// <summary>Everything that is sent and answered.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Page<Link>))]
[JsonSerializable(typeof(Page<Domain>))]
[JsonSerializable(typeof(Page<ApiKey>))]
[JsonSerializable(typeof(Page<Feed>))]
[JsonSerializable(typeof(Page<Click>))]
[JsonSerializable(typeof(Page<OrphanClick>))]
[JsonSerializable(typeof(Page<Job>))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(Page<DeniedHost>))]
[JsonSerializable(typeof(Page<Session>))]
[JsonSerializable(typeof(SignInInput))]
[JsonSerializable(typeof(Totp))]
[JsonSerializable(typeof(TotpSecret))]
[JsonSerializable(typeof(TotpRecoveryCodes))]
[JsonSerializable(typeof(TotpProof))]
[JsonSerializable(typeof(SignedInPerson))]
[JsonSerializable(typeof(LinkInput))]
[JsonSerializable(typeof(BulkCreation))]
[JsonSerializable(typeof(BulkChange))]
[JsonSerializable(typeof(BulkResults))]
[JsonSerializable(typeof(LinkVisit))]
[JsonSerializable(typeof(LinkDecision))]
[JsonSerializable(typeof(PageMetadataRequest))]
[JsonSerializable(typeof(PageMetadata))]
[JsonSerializable(typeof(DeepLinkSuggestion))]
[JsonSerializable(typeof(DomainInput))]
[JsonSerializable(typeof(ApiKeyInput))]
[JsonSerializable(typeof(ApiKeyRotation))]
[JsonSerializable(typeof(DeniedHostsInput))]
[JsonSerializable(typeof(DeniedHostsChange))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(Retention))]
[JsonSerializable(typeof(OpenInput))]
[JsonSerializable(typeof(Opening))]
[JsonSerializable(typeof(EventInput))]
[JsonSerializable(typeof(AcceptedEvent))]
[JsonSerializable(typeof(FeedInput))]
[JsonSerializable(typeof(ClickStats))]
[JsonSerializable(typeof(LiveCounters))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, LinkPlatform>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class ClientJson : JsonSerializerContext;
