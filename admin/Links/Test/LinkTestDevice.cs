namespace OneLink.Admin.Links.Test;

/// <summary>The device as recognised.</summary>
internal sealed record LinkTestDevice(string Platform, string DeviceClass, string Browser, string? InApp, string? OsVersion, bool Bot);
