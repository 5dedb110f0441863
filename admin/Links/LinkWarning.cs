namespace OneLink.Admin.Links;

/// <summary>Something about a link that its owner should look at.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Code"><c>mixed-script-host</c> or <c>confusable-host</c>.</param>
/// <param name="Message">For people.</param>
internal sealed record LinkWarning(string Field, string Code, string Message);
