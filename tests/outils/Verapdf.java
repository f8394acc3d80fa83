import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Holds each PDF against PDF/A-3a and PDF/UA-1. Tab-separated lines: rank of the file, profile, "conclu" or the fault. */
public class Verapdf {
    private static final List<PDFAFlavour> PROFILES = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        for (int rank = 0; rank < files.length; rank++) {
            for (PDFAFlavour profile : PROFILES) {
                String start = rank + "\t" + profile.getId() + "\t";
                for (String fault : faults(new File(files[rank]), profile)) {
                    out.println(start + fault);
                }
                out.println(start + "conclu");
            }
        }
    }

    private static TreeSet<String> faults(File file, PDFAFlavour profile) throws Exception {
        var faults = new TreeSet<String>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            for (TestAssertion check : validator.validate(parser).getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = check.getRuleId();
                    faults.add(rule.getClause() + "-" + rule.getTestNumber() + " " + check.getMessage());
                }
            }
        }
        return faults;
    }
}
