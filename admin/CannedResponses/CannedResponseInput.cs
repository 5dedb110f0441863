using OneLink.Admin.Validation;

namespace OneLink.Admin.CannedResponses;

/// <summary>What is to be stored of a canned response; what is not given stays.</summary>
internal sealed record CannedResponseInput
{
    public Given<string?> ShortCode { get; init; }

    public Given<string?> Content { get; init; }

    public CannedResponse ApplyTo(CannedResponse response, long at) => response with
    {
        ShortCode = (ShortCode.Or(response.ShortCode) ?? "").Trim(),
        Content = Content.Or(response.Content) ?? "",
        UpdatedAt = at,
    };
}
