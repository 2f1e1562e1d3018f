import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files against PDF/UA-1 with veraPDF, one result per line:
 * file TAB compliant|faulty TAB assertions, and for each broken clause:
 * file TAB clause TAB times TAB message.
 */
public final class PdfUaCheck {
    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        try (VeraPDFFoundry foundry = Foundries.defaultInstance()) {
            for (String file : files) {
                check(foundry, file);
            }
        }
    }

    private static void check(VeraPDFFoundry foundry, String file) throws Exception {
        try (PDFAParser parser = foundry.createParser(new File(file), PDFAFlavour.PDFUA_1);
             PDFAValidator validator = foundry.createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "compliant" : "faulty";
            System.out.println(file + "\t" + verdict + "\t" + result.getTotalAssertions());
            broken(result).forEach((fault, times) -> System.out.println(file + "\t" + fault.replace("#", "\t" + times + "\t")));
        }
    }

    private static Map<String, Integer> broken(ValidationResult result) {
        Map<String, Integer> faults = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                faults.merge(clause + "#" + assertion.getMessage(), 1, Integer::sum);
            }
        }
        return faults;
    }
}
