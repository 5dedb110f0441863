using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Safety;

/// <summary>Denied hosts, as the API description shows them and as <see cref="DeniedHostRequest"/> knows them.</summary>
internal static class DeniedHostSchema
{
    public static ApiObject Sent { get; } = ApiObject.Sent(
        "DeniedHostsInput",
        "Hosts to deny.",
        new ApiField("hosts", ApiType.ListOf(ApiType.Text(DeniedHostRequest.MaxText).Like("bad.example"), DeniedHostRequest.MaxHosts), "Each with everything below it.") { IsRequired = true });

    public static ApiObject Page { get; } = LinkSchema.PageOf("DeniedHostPage", ApiObject.Answered(
        "DeniedHost",
        "A host that links may not lead to.",
        new("host", ApiType.Text(), "With everything below it."),
        new("applied", ApiType.Flag, "Whether the links that led there before have been stopped."),
        new("createdAt", ApiType.Time, "Since when it is denied.")));

    public static ApiObject Change { get; } = ApiObject.Answered(
        "DeniedHostChange",
        "What a call made of the list.",
        new("added", ApiType.Count, "Hosts that are new on the list."),
        new("removed", ApiType.Count, "Hosts that are no longer on it."));
}
