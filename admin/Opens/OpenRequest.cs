using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Devices;

namespace OneLink.Admin.Opens;

/// <summary>
/// What an app says when it opens. Fields that are not known are left alone: released apps cannot be corrected, and some
/// send everything they know to everybody.
/// </summary>
internal sealed record OpenRequest
{
    public const int MaxText = 8 * 1024;

    /// <summary>The short link that the system handed to the app.</summary>
    public string? DeepLink { get; private init; }

    /// <summary>The click that the Play install referrer names; null where it names none.</summary>
    public Guid? ClickId { get; private init; }

    /// <summary>A link domain, by name.</summary>
    public string? Domain { get; private init; }

    /// <summary>A link domain, by its public token.</summary>
    public string? Token { get; private init; }

    /// <summary>What the app runs on; null where it does not say.</summary>
    public Platform? Platform { get; private init; }

    /// <param name="body">The whole body.</param>
    /// <param name="bearer">Token of the <c>Authorization</c> header; null where there is none.</param>
    /// <param name="errors">Collects all errors.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static OpenRequest? Read(JsonElement body, string? bearer, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new OpenRequest { Token = bearer };
        if (fields.IsObject(body, ""))
        {
            var hasReferrer = false;
            foreach (var member in body.EnumerateObject())
            {
                if (JsonNames.Of(member) is { } name)
                {
                    hasReferrer |= name is "installReferrer" or "referrer" or "clickId" && member.Value.ValueKind != JsonValueKind.Null;
                    request = request.With(fields, name, member.Value);
                }
            }

            if (!errors.Any && !hasReferrer && string.IsNullOrEmpty(request.DeepLink) && string.IsNullOrEmpty(request.Domain) && string.IsNullOrEmpty(request.Token))
            {
                fields.Refuse("deepLink", "is required: the short link that opened the app; or installReferrer, domain or token.");
            }
        }

        return errors.Any ? null : request;
    }

    private OpenRequest With(FieldReader fields, string name, JsonElement value)
    {
        switch (name)
        {
            case "deepLink" when fields.Text(value, name, MaxText, out var text):
                return this with { DeepLink = text };
            case "installReferrer" or "referrer" when fields.Text(value, name, MaxText, out var text):
                return text is null ? this : this with { ClickId = InstallReferrer.ClickOf(text) };
            case "clickId" when fields.Text(value, name, maxLength: 64, out var text):
                return text is null ? this : this with { ClickId = Guid.TryParseExact(text, "D", out var id) ? id : null };
            case "domain" when fields.Text(value, name, maxLength: 1000, out var text):
                return this with { Domain = text };
            case "token" when fields.Text(value, name, maxLength: 64, out var text):
                return text is null ? this : this with { Token = text };
            case "platform" when fields.Text(value, name, maxLength: 20, out var text):
                return text is null ? this : this with { Platform = ReadPlatform(fields, text) };
            default:
                return this;
        }
    }

    private static Platform? ReadPlatform(FieldReader fields, string text)
    {
        var all = Enum.GetValues<Platform>();
        var index = Array.FindIndex(all, platform => string.Equals(platform.Name(), text, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            fields.Refuse("platform", $"must be one of {string.Join(", ", all.Select(static platform => platform.Name()))}.");
            return null;
        }

        return all[index];
    }
}
