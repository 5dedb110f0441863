namespace OneLink.Admin.OpenApi;

/// <summary>A body as a caller may send it or be answered. The tests send the first kind and check the second.</summary>
/// <param name="Summary">What it shows.</param>
/// <param name="Text">The body as it stands on the wire.</param>
internal sealed record ApiExample(string Summary, string Text);
