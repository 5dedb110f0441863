namespace OneLink.Shared.Clicks;

/// <summary>What made the click happen. Persisted: never renumber.</summary>
public enum ClickTrigger : byte
{
    Link = 0,

    /// <summary>The QR code of the link (<c>?qr=1</c>).</summary>
    Qr = 1,

    /// <summary>A button of OneLink's own deep-link page (<c>?skip=1</c>).</summary>
    Page = 2,

    /// <summary>The app itself, through <c>POST /open</c>.</summary>
    Open = 3,
}
