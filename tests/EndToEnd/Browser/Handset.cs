namespace OneLink.EndToEnd.Browser;

/// <summary>The device that a page is shown on.</summary>
/// <param name="UserAgent">As it is sent.</param>
/// <param name="Platform">What <c>navigator.platform</c> says.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="TouchPoints">0 for none.</param>
internal sealed record Handset(string UserAgent, string Platform, int Width, int Height, int TouchPoints)
{
    public string Language { get; init; } = "en-US";

    public bool HasJavaScript { get; init; } = true;
}
