using System.Net;

namespace OneLink.Edge.Relay;

/// <summary>How other edges follow this one.</summary>
/// <param name="Listen">Where they ask.</param>
/// <param name="Token">What they show.</param>
internal sealed record RelayOptions(IPEndPoint Listen, string Token);
