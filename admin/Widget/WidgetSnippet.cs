using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Widget;

/// <summary>What somebody pastes into pages to show an inbox's chat there: one tag, no inline script, so that it works under a strict content security policy.</summary>
internal sealed class WidgetSnippet(AdminSettings settings, IHttpContextAccessor requests)
{
    public string Of(Inbox inbox) => $"""<script src="{Here}{WidgetEndpoints.ScriptPath}" data-token="{inbox.Identifier}" async></script>""";

    private string Here => settings.PublicUrl
        ?? (requests.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : throw new InvalidOperationException("Nobody asks."));
}
