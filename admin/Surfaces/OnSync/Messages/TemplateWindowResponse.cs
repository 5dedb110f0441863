using OneLink.Admin.Conversations;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>Whether somebody may be written to freely on WhatsApp. Times are ISO 8601, null where he has never written.</summary>
internal sealed record TemplateWindowResponse(bool Open, string? LastInboundAt, string? ExpiresAt, bool RequiresTemplate)
{
    public static TemplateWindowResponse Of(TemplateWindow window)
        => new(window.IsOpen, ApiTime.Iso(window.LastInboundAt), ApiTime.Iso(window.ExpiresAt), !window.IsOpen);
}
