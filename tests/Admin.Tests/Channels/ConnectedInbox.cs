using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Channels;

/// <summary>An inbox that is connected to the stand-in.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Admin">Who has connected it.</param>
/// <param name="Program">With a key of the OnSync API.</param>
/// <param name="Type">The channel.</param>
/// <param name="Id">Of the inbox.</param>
/// <param name="ExternalId">Number, page, account or bot.</param>
/// <param name="Webhook">Where the provider tells of messages.</param>
/// <param name="VerifyToken">What it repeats.</param>
internal sealed record ConnectedInbox(
    AdminServer Server, Tenant Tenant, Person Admin, HttpClient Program, string Type, long Id, string ExternalId, string Webhook, string VerifyToken);
