namespace OneLink.Admin.SecondFactors;

/// <summary>A person's device that makes codes. Times are Unix milliseconds, as stored.</summary>
internal sealed record SecondFactor
{
    public required long UserId { get; init; }

    /// <summary>See <see cref="Totp"/>; sealed with the installation's key.</summary>
    public required byte[] SealedSecret { get; init; }

    /// <summary>Null until a code has shown that the device has the secret.</summary>
    public long? ConfirmedAt { get; init; }

    /// <summary>The time step whose code was used last.</summary>
    public long LastStep { get; init; }

    public required long CreatedAt { get; init; }
}
